package io.fovea.image.jpeg;

/**
 * One colour of a frame, which may have fewer samples than the image has pixels.
 *
 * @param across blocks in a unit of interleaved scans, beside one another
 * @param down blocks in a unit, below one another
 * @param columns blocks of 8x8 samples that the image covers, beside one another
 * @param rows the same, below one another
 * @param stride blocks in a row of whole units
 */
record Component(int id, int across, int down, int columns, int rows, int stride) {}
