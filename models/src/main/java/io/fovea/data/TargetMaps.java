package io.fovea.data;

import io.fovea.image.OpenCv;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Targets that have a value for every pixel, moved with their image. No values are mixed. */
final class TargetMaps {

    /** Changes a map in place. */
    interface Move {

        /**
         * Moves labels.
         *
         * @param outside the label of pixels that the map does not have
         */
        void apply(Mat labels, int outside);
    }

    private static final int BACKGROUND = 0;

    private TargetMaps() {}

    /** The target at another size, every pixel the one nearest to its centre; one for the whole image stays. */
    static Target resized(Target target, int width, int height) {
        return moved(
                target,
                (map, outside) -> Imgproc.resize(map, map, new Size(width, height), 0, 0, Imgproc.INTER_NEAREST_EXACT));
    }

    /** The target whose map {@code move} has changed in place; one for the whole image stays. */
    static Target moved(Target target, Move move) {
        if (target instanceof Target.Instances instances) {
            Mat map = mat(instances.width(), instances.height(), CvType.CV_16U);
            try {
                map.put(0, 0, instances.labels());
                move.apply(map, BACKGROUND);
                short[] labels = new short[(int) map.total()];
                map.get(0, 0, labels);
                return new Target.Instances(map.cols(), map.rows(), labels);
            } finally {
                map.release();
            }
        }
        if (target instanceof Target.ClassMap classMap) {
            Mat map = mat(classMap.width(), classMap.height(), CvType.CV_8U);
            try {
                map.put(0, 0, classMap.classes());
                move.apply(map, Target.ClassMap.IGNORED & 0xff);
                byte[] classes = new byte[(int) map.total()];
                map.get(0, 0, classes);
                return new Target.ClassMap(map.cols(), map.rows(), classes);
            } finally {
                map.release();
            }
        }
        return target;
    }

    private static Mat mat(int width, int height, int type) {
        OpenCv.load();
        return new Mat(height, width, type);
    }
}
