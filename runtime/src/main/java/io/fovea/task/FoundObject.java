package io.fovea.task;

import io.fovea.task.ObjectRings.Part;
import java.util.List;
import java.util.Map;

/** An object that is whole, before it has its number: that depends on what lies in the rows above it. */
final class FoundObject {
    private final int area;
    private final LabelMap.Bounds bounds;
    private final Map<String, Object> row;
    private final List<Part> rings;
    private int number;

    /**
     * An object without a number.
     *
     * @param row of the table, into which its number will be put; empty where it is not wanted
     * @param rings around it; none where they are not wanted
     */
    FoundObject(int area, LabelMap.Bounds bounds, Map<String, Object> row, List<Part> rings) {
        this.area = area;
        this.bounds = bounds;
        this.row = row;
        this.rings = rings;
    }

    int area() {
        return area;
    }

    LabelMap.Bounds bounds() {
        return bounds;
    }

    /** Its row of the table. */
    Map<String, Object> row() {
        return row;
    }

    List<Part> rings() {
        return rings;
    }

    /** Its number; 0 for none yet. */
    int number() {
        return number;
    }

    void number(int given) {
        number = given;
        if (!row.isEmpty()) {
            row.put(ObjectTable.LABEL, given);
        }
    }
}
