/** TIFF 6.0 and BigTIFF, read as ImageJ reads them: directories, compressions, and values as they are stored. */
package io.fovea.image.tiff;
