package io.fovea.task.detect;

import io.fovea.FoveaException;
import io.fovea.model.DetectorHead;
import java.util.List;

/** Reads the answers of the detectors of one head. */
public interface BoxReader {

    /**
     * All boxes of an answer, also the least probable, in no order.
     *
     * @throws FoveaException if the outputs are not those of the head
     */
    List<Box> read(DetectorOutputs answer);

    /** Whether many boxes lie around one object, of which the surest is to be kept. */
    default boolean leavesOverlaps() {
        return true;
    }

    /**
     * That of a head.
     *
     * @throws FoveaException for {@link DetectorHead#NONE}
     */
    static BoxReader of(DetectorHead head) {
        return switch (head) {
            case YOLOV5 -> new ObjectnessRows();
            case YOLOV8 -> new ClassColumns();
            case YOLOX -> new GridRows();
            case SSD -> new AnchorPair();
            case DETR -> new Queries();
            case NMS -> new SortedRows();
            case YUNET -> new FaceGrids();
            case NONE ->
                throw new FoveaException(
                        "How the outputs of the detector are to be read is not known; say which"
                                + " head it has with the key 'head' of its card: yolov5, yolov8, yolox, ssd, detr, nms or yunet.");
        };
    }
}
