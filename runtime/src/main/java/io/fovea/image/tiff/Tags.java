package io.fovea.image.tiff;

import java.util.Set;

/** The TIFF tags that say how pixels are stored. */
final class Tags {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int FILL_ORDER = 266;
    static final int DESCRIPTION = 270;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTES = 279;
    static final int X_RESOLUTION = 282;
    static final int Y_RESOLUTION = 283;
    static final int PLANAR = 284;
    static final int RESOLUTION_UNIT = 296;
    static final int PREDICTOR = 317;
    static final int COLOR_MAP = 320;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTES = 325;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;
    static final int JPEG_TABLES = 347;
    static final int IMAGEJ_BYTES = 50838;
    static final int IMAGEJ_DATA = 50839;

    static final Set<Integer> KNOWN = Set.of(
            WIDTH,
            HEIGHT,
            BITS_PER_SAMPLE,
            COMPRESSION,
            PHOTOMETRIC,
            FILL_ORDER,
            DESCRIPTION,
            STRIP_OFFSETS,
            ORIENTATION,
            SAMPLES_PER_PIXEL,
            ROWS_PER_STRIP,
            STRIP_BYTES,
            X_RESOLUTION,
            Y_RESOLUTION,
            PLANAR,
            RESOLUTION_UNIT,
            PREDICTOR,
            COLOR_MAP,
            TILE_WIDTH,
            TILE_HEIGHT,
            TILE_OFFSETS,
            TILE_BYTES,
            EXTRA_SAMPLES,
            SAMPLE_FORMAT,
            JPEG_TABLES,
            IMAGEJ_BYTES,
            IMAGEJ_DATA);

    private Tags() {}
}
