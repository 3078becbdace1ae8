import type { Bilingual, Problem } from '../../tables';

type Code = Problem['code'];

interface Entry {
  status: number;
  title: string;
  message: (subject: string) => Bilingual;
}

const ENTRIES: Record<Code, Entry> = {
  unauthorised: {
    status: 401,
    title: 'Access key needed',
    message: () => ({
      en: 'The access key is missing or not valid. Copy the key that was shown when the data service started and enter it again.',
      zh: '访问密钥缺失或无效。请复制数据服务启动时显示的密钥，重新输入。',
    }),
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    message: (subject) => ({
      en: `The access key does not allow this for ${subject}. Ask whoever runs the data service for a key that does.`,
      zh: `该访问密钥无权对 ${subject} 进行此操作。请向数据服务的管理员索取有权限的密钥。`,
    }),
  },
  brand_not_found: {
    status: 404,
    title: 'No such brand',
    message: (subject) => ({
      en: `There is no brand "${subject}". Choose one from the list of brands, or import its data first.`,
      zh: `没有品牌“${subject}”。请从品牌列表中选择，或先导入它的数据。`,
    }),
  },
  table_not_found: {
    status: 404,
    title: 'No such table',
    message: (subject) => ({
      en: `There is no table "${subject}". The tables are named in /api/openapi.json.`,
      zh: `没有表“${subject}”。可用的表见 /api/openapi.json。`,
    }),
  },
  no_data: {
    status: 409,
    title: 'Nothing imported yet',
    message: (subject) => ({
      en: `Nothing has been imported for "${subject}" yet. Import a folder with sku.csv first.`,
      zh: `“${subject}”还没有导入数据。请先导入含 sku.csv 的文件夹。`,
    }),
  },
  cut_changed: {
    status: 409,
    title: 'The data changed meanwhile',
    message: (subject) => ({
      en: `New data of "${subject}" came in while they were being read. Start the download again from the first table.`,
      zh: `读取期间“${subject}”有新数据。请从第一张表重新下载。`,
    }),
  },
  bad_request: {
    status: 400,
    title: 'The request is not right',
    message: (subject) => ({ en: `The request is not right: ${subject}.`, zh: `请求有误：${subject}。` }),
  },
  import_refused: {
    status: 422,
    title: 'Nothing was imported',
    message: (subject) => ({ en: `Nothing was imported. ${subject}`, zh: `没有导入任何数据。${subject}` }),
  },
  too_large: {
    status: 413,
    title: 'Too large',
    message: (subject) => ({
      en: `The files are larger than ${subject} together. Import them from a folder on the computer of the data service.`,
      zh: `文件总大小超过 ${subject}。请在数据服务所在电脑上从文件夹导入。`,
    }),
  },
  forecast_refused: {
    status: 422,
    title: 'The forecast was not stored',
    message: (subject) => ({ en: `The forecast was not stored. ${subject}`, zh: `预测没有存储。${subject}` }),
  },
  no_forecast: {
    status: 404,
    title: 'No such version of the forecast',
    message: (subject) => ({ en: subject, zh: subject }),
  },
  proposal_refused: {
    status: 422,
    title: 'Nothing was sent',
    message: (subject) => ({ en: `Nothing was sent. ${subject}`, zh: `没有提交任何内容。${subject}` }),
  },
  proposal_conflict: {
    status: 409,
    title: 'Somebody else sent the same',
    message: (subject) => ({
      en: `${subject} of the lines were sent by somebody else since. Nothing was sent. Compare the quantities, then send again what is still wanted.`,
      zh: `其中 ${subject} 行已由他人提交。本次未提交任何内容。请比较数量后，重新提交仍需要的行。`,
    }),
  },
  proposal_closed: {
    status: 409,
    title: 'The proposal is past that',
    message: (subject) => ({ en: subject, zh: subject }),
  },
  no_proposal: {
    status: 404,
    title: 'No such proposal',
    message: (subject) => ({ en: subject, zh: subject }),
  },
  not_found: {
    status: 404,
    title: 'Not found',
    message: (subject) => ({
      en: `There is nothing at ${subject}. The addresses are listed in /api/openapi.json.`,
      zh: `${subject} 处没有内容。可用地址见 /api/openapi.json。`,
    }),
  },
  internal: {
    status: 500,
    title: 'The data service failed',
    message: () => ({
      en: 'The data service met an error of its own. Try again; if it stays, look into the log of the data service.',
      zh: '数据服务内部出错。请重试；若仍出现，请查看数据服务日志。',
    }),
  },
};

export const PROBLEM_CODES = Object.keys(ENTRIES) as Code[];

/** Ends a request with a problem document. `subject` is what the sentence is about (a brand, a parameter …). */
export class ApiProblem extends Error {
  constructor(
    readonly code: Code,
    readonly subject: string | Bilingual = '',
    readonly more: Pick<Problem, 'problems' | 'conflicts'> = {},
  ) {
    super(code);
  }

  get status(): number {
    return ENTRIES[this.code].status;
  }

  document(): Problem {
    const { title, status, message } = ENTRIES[this.code];
    const subject = typeof this.subject === 'string' ? { en: this.subject, zh: this.subject } : this.subject;
    const texts = { en: message(subject.en).en, zh: message(subject.zh).zh };
    return {
      type: `urn:twinstock:problem:${this.code}`,
      title,
      status,
      code: this.code,
      detail: texts.en,
      message: texts,
      ...this.more,
    };
  }
}
