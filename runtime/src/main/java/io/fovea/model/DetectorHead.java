package io.fovea.model;

import java.util.Optional;

/** How outputs say which objects are where: the conventions of those who make such networks. */
public enum DetectorHead {
    /** Not said, or the model finds no objects. */
    NONE(false, "", ""),
    /**
     * YOLOv5 and YOLOv7: {@code [1, N, 5 + C]}, in each row centre and size in pixels of the input, the probability that
     * there is an object, and that of each class if there is. Also YOLOX and YOLOv6 whose boxes are decoded in the graph.
     */
    YOLOV5(true, "rgb", PixelValues.UNIT.word()),
    /**
     * YOLOv8 to YOLO11: {@code [1, 4 + C, N]}, in each column centre and size in pixels of the input, and the probability of
     * each class; behind those of the classes that are known may be the coefficients of a mask, whose planes are another
     * output {@code [1, K, H/4, W/4]}, or points, which Ultralytics' {@code kpt_shape} tells of.
     */
    YOLOV8(true, "rgb", PixelValues.UNIT.word()),
    /** YOLOX: as {@link #YOLOV5}, but centre and logarithm of the size are in cells of grids of 8, 16 and 32 pixels. */
    YOLOX(true, "bgr", PixelValues.BYTES.word()),
    /**
     * As SSD, the anchors worked out in the graph: {@code [1, N, C]} and the boxes {@code [1, N, 4]}, left, top, right and
     * bottom as portions of the input. Where the probabilities of a row are shared, the first is that of background.
     */
    SSD(false, "rgb", "mean=127/127/127,std=128/128/128"),
    /** As DETR: {@code [1, N, C + 1]}, the last of nothing, and {@code [1, N, 4]}, centre and size as portions. */
    DETR(false, "rgb", PixelValues.IMAGENET.word()),
    /**
     * Overlapping boxes are sorted out in the graph: {@code [N, 6]} or {@code [1, N, 6]}, left, top, right and bottom, the
     * score and the class; {@code [N, 7]} has the number in the batch before, and the class before the score. Or boxes
     * {@code [N, 4]}, scores {@code [N]} and classes {@code [N]} are outputs of their own.
     */
    NMS(true, "rgb", PixelValues.UNIT.word()),
    /** YuNet's faces: for grids of 8, 16 and 32 pixels each {@code cls}, {@code obj} and {@code bbox}. */
    YUNET(false, "bgr", PixelValues.BYTES.word()),
    /**
     * StarDist, for every pixel or every second or fourth: the probability that there is an object {@code [1, 1, H, W]}, and
     * the distances to its edge along rays at even angles {@code [1, R, H, W]}; or both in one {@code [1, 1 + R, H, W]}.
     */
    STARDIST(false, "rgb", PixelValues.PERCENTILES.word()),
    /**
     * Cellpose, for every pixel: how far down and to the right it is drawn to the middle of its object, and a score of there
     * being one, {@code [1, 3, H, W]}; or {@code [1, 2, H, W]} and {@code [1, 1, H, W]}.
     */
    CELLPOSE(false, "rgb", PixelValues.PERCENTILES.word());

    private final boolean letterboxed;
    private final String color;
    private final String pixels;

    DetectorHead(boolean letterboxed, String color, String pixels) {
        this.letterboxed = letterboxed;
        this.color = color;
        this.pixels = pixels;
    }

    /** Whether it says of pixels which object they belong to, rather than where boxes are. */
    public boolean isOfPixels() {
        return this == STARDIST || this == CELLPOSE;
    }

    /** The task of models that have it; empty for none. */
    Optional<Task> task() {
        return this == NONE ? Optional.empty() : Optional.of(isOfPixels() ? Task.INSTANCES : Task.DETECTION);
    }

    /** Whether images usually keep their aspect. */
    boolean isLetterboxed() {
        return letterboxed;
    }

    /** The usual order of the colours. */
    String color() {
        return color;
    }

    /** The usual values of pixels. */
    String pixels() {
        return pixels;
    }

    /** Whether the image lies in the upper left corner of a larger input, not in its middle. */
    public boolean isInCorner() {
        return this == YOLOX;
    }
}
