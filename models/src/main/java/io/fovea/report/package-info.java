/** Pages to read: charts, tables and pictures in one self-contained HTML file. Knows nothing of training. */
package io.fovea.report;
