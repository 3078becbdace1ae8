/** Safety stock, reorder points and order quantities. */
export { ATP, EOQ, NEWSVENDOR, ORDERQTY } from './order-quantity';
export { FILLRATE, LEADTIMEDEMAND, REORDERPOINT, SERVICELEVEL } from './reorder-point';
export { SAFETYSTOCK, SAFETYSTOCKDYN, SAFETYSTOCKFILL } from './safety-stock';
