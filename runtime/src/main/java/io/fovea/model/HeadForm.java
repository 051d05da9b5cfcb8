package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.ProbabilityKind;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The head that a detector is seen to have by the shapes of its outputs.
 *
 * @param output the name of the one that has the classes
 * @param classes how many there are
 * @param doubt a sentence where another head looks the same
 */
record HeadForm(DetectorHead head, String output, long classes, Optional<String> doubt) {
    /** What Ultralytics calls boxes that are turned. */
    private static final String ROTATED = "obb";

    private static final int BOX = 4;
    private static final int BOX_AND_OBJECT = 5;
    private static final int ANCHORS = 3;
    private static final int FEWEST_BOXES = 10;
    private static final int QUARTER = 4;

    /** The head of a graph; empty if its outputs are no detector's. */
    static Optional<HeadForm> of(Graph graph, InputForm form) {
        if (graph.metadata().getOrDefault("task", "").equals(ROTATED)) {
            return Optional.empty(); // a box that is not turned would be wrong
        }
        if (graph.outputs().stream().anyMatch(output -> output.name().equals("bbox_8"))) {
            return Optional.of(sure(DetectorHead.YUNET, graph.outputs().get(0), 1));
        }
        Optional<ValueInfo> listed = graph.outputs().stream()
                .filter(output -> SortedOutputs.areBoxes(output, graph))
                .findFirst();
        if (listed.isPresent()) {
            return Optional.of(sure(DetectorHead.NMS, listed.get(), -1));
        }
        return pair(graph, form).or(() -> graph.outputs().stream()
                .flatMap(output -> alone(graph, output, form).stream())
                .findFirst());
    }

    /** What a head that is told would find; only shapes tell how many classes there are. */
    static long classes(DetectorHead head, Graph graph, InputForm form) {
        Optional<HeadForm> seen = of(graph, form).filter(found -> found.head == head);
        if (seen.isPresent()) {
            return seen.get().classes;
        }
        long[] sizes = graph.outputs().stream()
                .filter(output -> output.shape().known() && output.shape().rank() == 3)
                .map(output -> output.shape().sizes())
                .max(Comparator.comparingLong(all -> all[2]))
                .orElse(new long[] {-1, -1, -1});
        return switch (head) {
            case YOLOV5, YOLOX -> sizes[2] - BOX_AND_OBJECT;
            case YOLOV8 -> sizes[1] - BOX;
            case YUNET -> 1;
            case NONE, SSD, DETR, NMS, STARDIST, CELLPOSE -> -1;
        };
    }

    private static HeadForm sure(DetectorHead head, ValueInfo output, long classes) {
        return new HeadForm(head, output.name(), classes, Optional.empty());
    }

    /** Scores and boxes, as many of either. */
    private static Optional<HeadForm> pair(Graph graph, InputForm form) {
        for (ValueInfo boxes : graph.outputs()) {
            for (ValueInfo scores : graph.outputs()) {
                if (isRows(boxes) && isRows(scores) && isPair(boxes, scores)) {
                    return ofPair(graph, form, boxes, scores);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isRows(ValueInfo output) {
        return output.shape().known() && output.shape().rank() == 3;
    }

    private static long[] sizes(ValueInfo output) {
        return output.shape().sizes();
    }

    private static boolean isPair(ValueInfo boxes, ValueInfo scores) {
        long[] box = sizes(boxes);
        long[] score = sizes(scores);
        return box[2] == BOX
                && score[1] == box[1]
                && box[1] >= FEWEST_BOXES
                && score[2] > 0
                && (score[2] != BOX || isNamedBox(boxes) && !isNamedBox(scores));
    }

    /** Where there are as many scores of a box as numbers, their names alone tell which is which. */
    private static boolean isNamedBox(ValueInfo output) {
        return output.name().toLowerCase(Locale.ROOT).contains("box");
    }

    private static Optional<HeadForm> ofPair(Graph graph, InputForm form, ValueInfo boxes, ValueInfo scores) {
        ProbabilityKind kind = probabilities(graph, form, scores);
        long width = sizes(scores)[2];
        if (probabilities(graph, form, boxes) == ProbabilityKind.EACH) {
            return Optional.of(sure(DetectorHead.DETR, scores, kind == ProbabilityKind.EACH ? width : width - 1));
        }
        return switch (kind) {
            case SHARED -> Optional.of(sure(DetectorHead.SSD, scores, width - 1));
            case EACH -> Optional.of(sure(DetectorHead.SSD, scores, width));
            case NONE, SHARED_LOGARITHMS -> Optional.empty();
        };
    }

    private static ProbabilityKind probabilities(Graph graph, InputForm form, ValueInfo output) {
        return new Candidate(graph, output, form, false).probabilities();
    }

    private static Optional<HeadForm> alone(Graph graph, ValueInfo output, InputForm form) {
        if (!output.shape().known() || !output.type().isFloatingPoint()) {
            return Optional.empty();
        }
        long[] sizes = sizes(output);
        if (sizes.length == 2) {
            boolean sorted = graph.nodes().stream().anyMatch(node -> node.is("NonMaxSuppression"));
            return sorted && isSortedWidth(sizes[1])
                    ? Optional.of(sure(DetectorHead.NMS, output, -1))
                    : Optional.empty();
        }
        return sizes.length == 3 ? ofRows(graph, output, form) : Optional.empty();
    }

    private static boolean isSortedWidth(long width) {
        return width == BOX + 2 || width == BOX + 3;
    }

    private static Optional<HeadForm> ofRows(Graph graph, ValueInfo output, InputForm form) {
        long first = sizes(output)[1];
        long last = sizes(output)[2];
        int names = UltralyticsConvention.names(graph).size();
        boolean isV8 =
                names > 0 ? first >= BOX + names && (last < 0 || last > first) : isCells(form, last) && first > BOX;
        if (isV8) {
            long classes = names > 0 ? names : first - BOX - planes(graph, form, first - BOX - 1);
            return Optional.of(new HeadForm(DetectorHead.YOLOV8, output.name(), classes, further(graph, names, first)));
        }
        long behind = last - BOX_AND_OBJECT - names;
        if (names > 0 && (behind == 0 || behind > 0 && hasPlanes(graph, behind))
                || last > BOX_AND_OBJECT && first % ANCHORS == 0 && isCells(form, first / ANCHORS)) {
            long values = last - BOX_AND_OBJECT;
            boolean named = names > 0 && behind >= 0 && hasPlanes(graph, behind);
            long classes = named ? names : values - planes(graph, form, values - 1);
            return Optional.of(sure(DetectorHead.YOLOV5, output, classes));
        }
        if (last > BOX_AND_OBJECT && isCells(form, first)) {
            return Optional.of(ofGrid(graph, output, last - BOX_AND_OBJECT));
        }
        return isSortedWidth(last) ? Optional.of(sure(DetectorHead.NMS, output, -1)) : Optional.empty();
    }

    /** What is behind the classes are coefficients of another output's planes, points that metadata tell of, or unknown. */
    private static Optional<String> further(Graph graph, int names, long values) {
        long further = values - BOX - names;
        boolean known = graph.metadata().containsKey("kpt_shape") || hasPlanes(graph, further);
        return names > 0 && further > 0 && !known
                ? Optional.of("The " + further + " values behind the classes, of masks, points or angles, are not read;"
                        + " boxes are.")
                : Optional.empty();
    }

    /** How many planes of a quarter of the input's size another output has, of which masks are made; at most so many. */
    private static long planes(Graph graph, InputForm form, long most) {
        return graph.outputs().stream()
                .filter(output -> output.shape().known() && output.shape().rank() == 4)
                .map(HeadForm::sizes)
                .filter(sizes -> sizes[1] > 0
                        && sizes[1] <= most
                        && sizes[2] * QUARTER == form.height().orElse(-1)
                        && sizes[3] * QUARTER == form.width().orElse(-1))
                .mapToLong(sizes -> sizes[1])
                .findFirst()
                .orElse(0);
    }

    private static boolean hasPlanes(Graph graph, long count) {
        return graph.outputs().stream().anyMatch(output -> isPlanes(output, count));
    }

    private static boolean isPlanes(ValueInfo output, long count) {
        return output.shape().known()
                && output.shape().rank() == 4
                && output.shape().sizes()[1] == count;
    }

    private static boolean isCells(InputForm form, long count) {
        return count >= FEWEST_BOXES
                && form.isFixed()
                && GridCells.strides(form.width().getAsInt(), form.height().getAsInt(), count)
                        .isPresent();
    }

    /** One row for a cell: YOLOX, unless what is cells was made pixels in the graph. */
    private static HeadForm ofGrid(Graph graph, ValueInfo output, long classes) {
        boolean isTurned = graph.producer(output.name())
                .filter(node -> node.is("Transpose"))
                .isPresent();
        boolean isDecoded = !isTurned || graph.nodes().stream().anyMatch(node -> node.is("Exp"));
        return new HeadForm(
                isDecoded ? DetectorHead.YOLOV5 : DetectorHead.YOLOX,
                output.name(),
                classes,
                Optional.of(
                        isDecoded
                                ? "The boxes are read as pixels; if they are cells of a grid, head is 'yolox'."
                                : "The boxes are read as cells of a grid, as YOLOX leaves them; if they are pixels, head is"
                                        + " 'yolov5'."));
    }
}
