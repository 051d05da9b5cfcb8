/** ImagePlus to image, results to labels, tables and overlays; the door between menu, macro and command. */
package io.fovea.imagej;
