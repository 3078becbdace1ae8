export const CREDITS = `# Credits of the sample brand

The sales, product codes, English product names and prices in this folder come from

> Chen, D. (2015). *Online Retail* [data set]. UCI Machine Learning Repository. https://doi.org/10.24432/C5BW33

used under the Creative Commons Attribution 4.0 International licence, https://creativecommons.org/licenses/by/4.0/.
Changes made: 300 products were chosen, orders were summed by day, large orders cancelled the same day and bookings at
price 0 were left out, the calendar was moved forward by 781 weeks and ends on 2011-12-04, and the orders' countries were mapped to warehouses.

The spread of lead times and the share of late deliveries were measured on

> US Agency for International Development. *SCMS Delivery History* (Supply Chain Shipment Pricing Data). Public domain in the USA.

Everything else here (stock, lots, orders under way, past deliveries and the dates of their stages, costs, cartons, weights, barcodes, HS subheadings, warehouses, lanes,
fees, promotions and Chinese names) was generated or written for this product and describes no real company.
docs/sample-brand.md in the source repository says how.
`;
