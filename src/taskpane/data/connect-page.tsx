import { Button, Field, Input, Radio, RadioGroup, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { PageFrame } from '../shell/page-frame';
import { run, usePane, useSessionState, useTexts } from '../ui/hooks';
import { problemText } from '../ui/problem-text';
import { BackTitle, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { CONNECT_FIELD } from './connect-field';
import { RefusedRows } from './refused-rows';

const BRAND_CODE = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '12px' },
  files: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
});

/** Address and key, then a brand; or CSV files for a brand of one's own. What was typed stays when something is wrong. */
export function ConnectPage() {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const state = useSessionState();
  const texts = useTexts();
  const { t, f, language } = texts;
  const [address, setAddress] = useState(state.connection.address);
  const [key, setKey] = useState('');
  const [brandId, setBrandId] = useState<string | null>(null);
  const [code, setCode] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const picker = useRef<HTMLInputElement>(null);
  const connected = state.connection.state === 'connected';
  const connecting = state.connection.state === 'connecting';
  const chosen = state.brands.find(({ brand_id }) => brand_id === brandId) ?? null;
  const codeWrong = code !== '' && !BRAND_CODE.test(code);

  const { problem } = state;
  const wrong = problem?.during === 'connect' ? CONNECT_FIELD[problem.code] : undefined;
  const wrongText = problem && wrong ? problemText(problem, { ...state, workbook: null }, texts) : undefined;
  const connect = (): void => run(session.connect({ address, key: key || undefined }));
  const use = (id: string): void => {
    run(
      session
        .chooseBrand(id)
        .then(() => navigation.go({ page: 'data' }))
        .then(() => session.pull())
        .then(() => navigation.go({ page: 'home' })),
    );
  };
  const send = (): void => {
    run(
      session
        .connect({ address, key: key || undefined })
        .then(() =>
          session.importFiles(
            code,
            files.map((file) => ({ name: file.name, content: file })),
          ),
        )
        .then((report) => {
          if (report.cut !== null && report.problems.length === 0) use(code);
          else if (report.cut !== null) setBrandId(code);
        }),
    );
  };

  return (
    <PageFrame
      label={t('connect.title')}
      footer={
        chosen ? (
          <Button appearance="primary" onClick={() => use(chosen.brand_id)}>
            {t('connect.use', { brand: (language === 'zh' && chosen.name_zh) || chosen.name })}
          </Button>
        ) : (
          <Button appearance="primary" onClick={connect} disabled={connecting || address.trim() === ''}>
            {t(connecting ? 'data.connecting' : 'action.connect')}
          </Button>
        )
      }
    >
      <div className={shared.page}>
        <BackTitle title={t('connect.title')} />
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            connect();
          }}
        >
          <Field
            label={t('connect.address')}
            hint={t('connect.addressHint')}
            validationState={wrong === 'address' ? 'error' : 'none'}
            validationMessage={wrong === 'address' ? wrongText : undefined}
          >
            <Input
              value={address}
              onChange={(_, data) => setAddress(data.value)}
              inputMode="url"
              spellCheck={false}
              autoComplete="off"
            />
          </Field>
          <Field
            label={t('connect.key')}
            hint={t('connect.keyHint')}
            validationState={wrong === 'key' ? 'error' : 'none'}
            validationMessage={wrong === 'key' ? wrongText : undefined}
          >
            <Input type="password" value={key} onChange={(_, data) => setKey(data.value)} autoComplete="off" />
          </Field>
          <input type="submit" hidden />
        </form>
        {connected && (
          <Section title={t('connect.pick')} aside={t('connect.brands', { n: state.brands.length })}>
            <RadioGroup
              value={brandId ?? ''}
              onChange={(_, data) => setBrandId(data.value)}
              aria-label={t('connect.pick')}
            >
              {state.brands.map((brand) => (
                <Radio
                  key={brand.brand_id}
                  value={brand.brand_id}
                  label={
                    <>
                      <span className={shared.choice}>{(language === 'zh' && brand.name_zh) || brand.name}</span>{' '}
                      <span className={shared.caption}>
                        {brand.data_time ? f.dateTime(brand.data_time) : t('brand.noData')}
                      </span>
                    </>
                  }
                />
              ))}
            </RadioGroup>
          </Section>
        )}
        <Section title={t('connect.folder')}>
          <p className={shared.caption}>{t('connect.folderHint')}</p>
          <div className={styles.form}>
            <Field
              label={t('connect.brandCode')}
              hint={t('connect.brandCodeHint')}
              validationState={codeWrong ? 'error' : 'none'}
              validationMessage={codeWrong ? t('connect.brandCodeWrong') : undefined}
            >
              <Input
                value={code}
                onChange={(_, data) => setCode(data.value.trim())}
                spellCheck={false}
                autoComplete="off"
              />
            </Field>
            <div className={styles.files}>
              <input
                ref={picker}
                type="file"
                accept=".csv,text/csv"
                multiple
                hidden
                aria-label={t('connect.chooseFiles')}
                onChange={(event) => setFiles([...(event.target.files ?? [])])}
              />
              <Button onClick={() => picker.current?.click()}>{t('connect.chooseFiles')}</Button>
              {files.length > 0 && (
                <Button onClick={send} disabled={code === '' || codeWrong}>
                  {t('connect.send', { n: files.length })}
                </Button>
              )}
            </div>
            <p className={mergeClasses(shared.caption)}>
              {files.length
                ? t('connect.files', { n: files.length, names: files.map(({ name }) => name).join(', ') })
                : t('connect.noFiles')}
            </p>
          </div>
        </Section>
        {state.imported && <RefusedRows report={state.imported} />}
      </div>
    </PageFrame>
  );
}
