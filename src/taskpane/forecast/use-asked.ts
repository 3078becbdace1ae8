import { useCallback, useEffect, useState } from 'react';
import { SessionError, type SessionProblem } from '../session';

export interface Asked<Answer> {
  /** the last answer, kept in sight while it is asked for again */
  answer: Answer | null;
  problem: SessionProblem | null;
  loading: boolean;
  again(): void;
}

/** Asks the data service for something a page shows, when it opens and whenever `key` changes; null: not asked. */
export function useAsked<Answer>(key: string | null, ask: () => Promise<Answer>): Asked<Answer> {
  const [state, setState] = useState<{ answer: Answer | null; problem: SessionProblem | null; loading: boolean }>({
    answer: null,
    problem: null,
    loading: key !== null,
  });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (key === null) {
      setState((held) => ({ ...held, loading: false }));
      return;
    }
    let ended = false;
    setState((held) => ({ ...held, loading: true }));
    ask().then(
      (answer) => !ended && setState({ answer, problem: null, loading: false }),
      (error: unknown) => {
        if (ended) return;
        const problem = error instanceof SessionError ? error.problem : new SessionError('unexpected').problem;
        setState((held) => ({ answer: held.answer, problem, loading: false }));
      },
    );
    return () => {
      ended = true;
    };
    // what is asked depends on the key alone
  }, [key, attempt]);
  const again = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...state, again };
}
