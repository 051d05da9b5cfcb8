/** Pages to read: tables, histograms and pictures in one self-contained HTML file. */
package io.fovea.page;
