/** What presale buyers will take of one item. Units; days after the data cut. */
export interface Owed {
  /** orders expected and not yet sent: they can be promised to nobody else */
  open: number;
  /** the part of them that counts into the next buy */
  counted: number;
  /** they have to be there by this day */
  day: number;
}

/** What the deposits of a SKU come to. Units. */
export interface DepositState extends Owed {
  deposits: number;
  /** deposits × conversion */
  expected: number;
  conversion: number;
  /** presale orders that sales have booked by now */
  booked: number;
  /** share of the open orders that counts now */
  share: number;
  /** business date on which the balance is due; null: the calendar does not say */
  balanceDay: string | null;
  /** the balance can be paid by now */
  balanceOpen: boolean;
}
