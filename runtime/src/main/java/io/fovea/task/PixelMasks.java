package io.fovea.task;

import java.util.ArrayList;
import java.util.List;

/** The pixels of what a segmentation found, as COCO's files have them. */
final class PixelMasks {
    private PixelMasks() {}

    /** Those of objects, in their order; the class of one is the first behind background where there is but one. */
    static List<FoundMask> ofObjects(Segmentation result, LabelMap objects) {
        List<FoundMask> masks = new ArrayList<>();
        ObjectKinds kinds = result.kinds(objects);
        for (int object = 1; object <= objects.count(); object++) {
            double probability = objects.meanProbability(object);
            masks.add(FoundMask.of(objects, object, kinds.of(object), kinds.name(object), probability));
        }
        return masks;
    }

    /** Those of all classes that are there but the first; one's probability is the mean of its pixels'. */
    static List<FoundMask> ofClasses(Segmentation result) {
        byte[] classes = result.classes();
        int[] labels = new int[classes.length];
        float[] outside = new float[classes.length];
        for (int index = 1; index < result.labels().size(); index++) {
            float[] probability = result.fraction(index) > 0 ? result.probability(index) : new float[0];
            for (int i = 0; i < probability.length; i++) {
                if ((classes[i] & 0xff) == index) {
                    labels[i] = index;
                    outside[i] = 1 - probability[i];
                }
            }
        }
        LabelMap map = new LabelMap(result.width(), result.height(), labels, outside);
        List<FoundMask> masks = new ArrayList<>();
        for (int index = 1; index <= map.count(); index++) {
            if (map.area(index) > 0) {
                masks.add(FoundMask.of(map, index, index, result.labels().get(index), map.meanProbability(index)));
            }
        }
        return masks;
    }
}
