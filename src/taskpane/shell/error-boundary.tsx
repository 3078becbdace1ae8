import { Component, type ReactNode } from 'react';

interface Props {
  /** a new value shows the children again: another page may well work */
  resetKey: string;
  fallback: (retry: () => void) => ReactNode;
  children: ReactNode;
}

/** A page that throws is replaced by a sentence; session, review and ticks live outside it and are kept. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.failed && before.resetKey !== this.props.resetKey) this.setState({ failed: false });
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback(() => this.setState({ failed: false })) : this.props.children;
  }
}
