package io.fovea.image;

import java.util.List;

/** Numbers in place of the labels of planes, such as those of objects that go on from plane to plane. Immutable. */
public final class LabelNumbers {
    private final List<int[]> numbers;
    private final int count;

    /**
     * Those of planes.
     *
     * @param numbers of each plane, by label from 0, the background, which is 0; kept, not copied
     * @param count the largest of them; 0 where there is no object
     */
    public LabelNumbers(List<int[]> numbers, int count) {
        this.numbers = List.copyOf(numbers);
        this.count = count;
    }

    /**
     * The number of a label of a plane; 0 of background, and of a label that no pixel has.
     *
     * @param plane from 0
     * @param label from 0 to {@link #labels} of the plane
     */
    public int number(int plane, int label) {
        return numbers.get(plane)[label];
    }

    /** The largest label of a plane, from 0. */
    public int labels(int plane) {
        return numbers.get(plane).length - 1;
    }

    /** The largest number: of how many objects they are. */
    public int count() {
        return count;
    }
}
