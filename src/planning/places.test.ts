import { areaOf } from './places';

it.each([
  ['metro', 'metro'],
  ['Remote', 'remote'],
  ['偏远', 'remote'],
  ['北京', 'metro'],
  ['北京市', 'metro'],
  ['上海市浦东新区', 'metro'],
  ['广东省深圳市', 'metro'],
  ["Xi'an", 'metro'],
  ['NING BO', 'metro'],
  ['hangzhou shi', 'metro'],
  ['广东', 'other'],
  ['沈阳', 'other'], // new tier 1 in 2020, not in 2022
  ['Fuzhou', 'other'],
  ['新疆', 'remote'],
  ['新疆维吾尔自治区', 'remote'],
  ['内蒙古自治区', 'remote'],
  ['Inner Mongolia', 'remote'],
  ['Xinjiang Uygur Autonomous Region', 'remote'],
  ['Ürümqi', 'remote'],
  ['乌鲁木齐市', 'remote'],
  ['青海省西宁市', 'remote'],
  ['海南藏族自治州', 'remote'],
  ['海南省', 'other'],
  ['海南省海口市', 'other'],
  ['somewhere', 'other'],
])('%s is %s', (place, area) => expect(areaOf(place)).toBe(area));
