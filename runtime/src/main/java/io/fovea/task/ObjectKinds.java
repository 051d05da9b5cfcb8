package io.fovea.task;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which class each object of an image has.
 *
 * @param names of all classes, the first background
 * @param classes by the number of the object; 0 at 0
 */
record ObjectKinds(List<String> names, int[] classes) {
    /** Copies both. */
    ObjectKinds {
        names = List.copyOf(names);
        classes = classes.clone();
    }

    /**
     * Those of objects all pixels of which have the same class.
     *
     * @param pixels the class of every pixel, unsigned
     */
    static ObjectKinds of(List<String> names, LabelMap objects, byte[] pixels) {
        int[] classes = new int[objects.count() + 1];
        for (int y = 0, i = 0; y < objects.height(); y++) {
            for (int x = 0; x < objects.width(); x++, i++) {
                int object = objects.label(x, y);
                if (object > 0) {
                    classes[object] = pixels[i] & 0xff;
                }
            }
        }
        return new ObjectKinds(names, classes);
    }

    /** Those of objects that are all of one class. */
    static ObjectKinds same(List<String> names, int count) {
        int[] classes = new int[count + 1];
        Arrays.fill(classes, 1, classes.length, 1);
        return new ObjectKinds(names, classes);
    }

    /** Whether there are several classes that an object may have. */
    boolean areSeveral() {
        return names.size() > 2;
    }

    /** The number of an object's class, from 1. */
    int of(int object) {
        return classes[object];
    }

    /** The name of an object's class. */
    String name(int object) {
        return names.get(classes[object]);
    }

    /** The name of an object's class where there are several, or else what all of them are. */
    String classification(int object) {
        return areSeveral() ? name(object) : PixelClasses.OBJECT;
    }

    /** How many objects of each class there are, by its name, in the order of the classes. */
    Map<String, Integer> counts() {
        int[] counts = new int[names.size()];
        for (int object = 1; object < classes.length; object++) {
            counts[classes[object]]++;
        }
        Map<String, Integer> named = new LinkedHashMap<>();
        for (int c = 1; c < counts.length; c++) {
            named.merge(names.get(c), counts[c], Integer::sum);
        }
        return named;
    }

    /** Whether names and classes agree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectKinds that && names.equals(that.names) && Arrays.equals(classes, that.classes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(names, Arrays.hashCode(classes));
    }
}
