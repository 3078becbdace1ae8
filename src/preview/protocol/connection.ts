import { answer, firing, type PageMessage } from './messages';

export interface Transport {
  /** hands a message (JSON) to the add-in's page */
  post(json: string): void;
}

/** One load of the add-in's page: its conversation and the events it registered for. */
export class Connection {
  private readonly registrations = new Map<string, PageMessage>();
  private readonly richEvents = new Set<string>();
  origin = 'https://localhost';
  closed = false;

  constructor(
    readonly conversationId: string,
    private readonly transport: Transport,
  ) {}

  reply(request: PageMessage, data: unknown): void {
    this.post(answer(request, data, this.origin));
  }

  register(request: PageMessage): void {
    this.registrations.set(request._actionName, request);
  }

  unregister(request: PageMessage): void {
    this.registrations.delete(request._actionName);
  }

  registerRich(type: number, target: string): void {
    this.richEvents.add(`${type} ${target}`);
  }

  unregisterRich(type: number, target: string): void {
    this.richEvents.delete(`${type} ${target}`);
  }

  listensTo(type: number, target: string): boolean {
    return this.richEvents.has(`${type} ${target}`);
  }

  /** Fires an event the page registered for; answers whether it did. */
  fire(actionName: string, data: unknown): boolean {
    const registration = this.registrations.get(actionName);
    if (!registration) return false;
    this.post(firing(registration, data, this.origin));
    return true;
  }

  private post(json: string): void {
    if (!this.closed) this.transport.post(json);
  }
}
