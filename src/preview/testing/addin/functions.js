// Custom functions to test the host's function channel with; their metadata is in functions.json beside this file.
(function () {
  window.functionCalls = [];
  function called(id, args) {
    window.functionCalls.push([id, args]);
  }
  CustomFunctions.associate('ADD', function (a, b, c) {
    called('ADD', [a, b, c]);
    return a + b + (c === null ? 0 : c);
  });
  CustomFunctions.associate('TWICE', function (values) {
    called('TWICE', [values]);
    return values.map(function (row) {
      return row.map(function (cell) {
        if (cell instanceof CustomFunctions.Error) return cell;
        if (cell === null) return 'blank';
        if (typeof cell === 'string') {
          return new CustomFunctions.Error(CustomFunctions.ErrorCode.invalidValue, 'text: ' + cell);
        }
        return cell * 2;
      });
    });
  });
  CustomFunctions.associate('FAIL', function (what) {
    if (what === 'na') {
      throw new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, 'nothing here · 这里没有');
    }
    if (what === 'throw') throw new Error('broken');
    return Infinity;
  });
  CustomFunctions.associate('LATER', function (value) {
    return new Promise(function (resolve) {
      setTimeout(function () {
        resolve(value);
      }, 20);
    });
  });
  CustomFunctions.associate('WHERE', function (_x, invocation) {
    return invocation.address;
  });
  CustomFunctions.associate('TICK', function (invocation) {
    var n = 0;
    invocation.setResult(n);
    window.tick = function () {
      invocation.setResult(++n);
    };
  });
  // Streams what the test puts there; `streams` has those that are open.
  window.streams = {};
  CustomFunctions.associate('WATCH', function (what, invocation) {
    called('WATCH', [what]);
    window.streams[what] = function (value) {
      invocation.setResult(value);
    };
    invocation.setResult('first ' + what);
    invocation.onCanceled = function () {
      delete window.streams[what];
      called('WATCH canceled', [what]);
    };
  });
})();
