package io.fovea.task;

import io.fovea.task.ObjectRings.Corner;
import io.fovea.task.detect.KeyPoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A selection as ImageJ's {@code .roi} files hold it, version 228, big-endian: 64 bytes of header, coordinates, 64 more bytes of
 * header, the name.
 *
 * @see <a href="https://imagej.net/ij/developer/source/ij/io/RoiDecoder.java.html">the layout</a>
 */
final class RoiFile {
    private static final int VERSION = 228;
    private static final int HEADER = 64;

    private static final int RECTANGLE = 1;
    private static final int TRACED = 8;
    private static final int POINTS = 10;

    /** Coordinates are real numbers. */
    private static final int SUB_PIXEL = 128;

    /** Corners at coordinates, which are 16 bits, may lie so far from each other and from 0. */
    private static final int LARGEST_SHORT = 32_767;

    private static final float MOVE = 0;
    private static final float LINE = 1;
    private static final float CLOSE = 4;

    private final String name;
    private final int color;
    private final Surroundings.StackPlace place;

    /**
     * A selection.
     *
     * @param color of its line, {@code 0xRRGGBB}
     */
    RoiFile(String name, int color, Surroundings.StackPlace place) {
        this.name = name;
        this.color = color;
        this.place = place;
    }

    /** An object: a traced outline, or of several parts or with holes a composite selection. */
    byte[] outline(List<ObjectRings.Part> parts, LabelMap.Bounds box) {
        boolean far = box.x() + box.width() > LARGEST_SHORT || box.y() + box.height() > LARGEST_SHORT;
        boolean one = parts.size() == 1 && parts.get(0).holes().isEmpty();
        return one && !far ? traced(parts.get(0).outer(), box) : composite(parts, box);
    }

    private byte[] traced(List<Corner> ring, LabelMap.Bounds box) {
        ByteBuffer file = begin(TRACED, box, 4 * ring.size());
        file.putShort(16, (short) ring.size());
        ring.forEach(corner -> file.putShort((short) (corner.x() - box.x())));
        ring.forEach(corner -> file.putShort((short) (corner.y() - box.y())));
        return end(file);
    }

    private byte[] composite(List<ObjectRings.Part> parts, LabelMap.Bounds box) {
        int numbers = 0;
        for (ObjectRings.Part part : parts) {
            numbers += numbers(part.outer());
            numbers += part.holes().stream().mapToInt(RoiFile::numbers).sum();
        }
        ByteBuffer file = begin(RECTANGLE, box, 4 * numbers);
        file.putInt(36, numbers);
        for (ObjectRings.Part part : parts) {
            put(file, part.outer());
            part.holes().forEach(hole -> put(file, hole));
        }
        return end(file);
    }

    private static int numbers(List<Corner> ring) {
        return 3 * ring.size() + 1;
    }

    private static void put(ByteBuffer file, List<Corner> ring) {
        for (int i = 0; i < ring.size(); i++) {
            file.putFloat(i == 0 ? MOVE : LINE);
            file.putFloat(ring.get(i).x()).putFloat(ring.get(i).y());
        }
        file.putFloat(CLOSE);
    }

    /** A rectangle that need not lie on the edges of pixels. */
    byte[] rectangle(double x, double y, double width, double height) {
        int left = (int) x;
        int top = (int) y;
        LabelMap.Bounds box =
                new LabelMap.Bounds(left, top, (int) Math.ceil(x + width) - left, (int) Math.ceil(y + height) - top);
        ByteBuffer file = begin(RECTANGLE, box, 0);
        file.putFloat(18, (float) x).putFloat(22, (float) y);
        file.putFloat(26, (float) width).putFloat(30, (float) height);
        file.putShort(50, (short) SUB_PIXEL);
        return end(file);
    }

    /** Points that need not lie in the middle of pixels; at least one. */
    byte[] points(List<KeyPoint> points) {
        int left = (int) points.stream().mapToDouble(KeyPoint::x).min().orElseThrow();
        int top = (int) points.stream().mapToDouble(KeyPoint::y).min().orElseThrow();
        int right =
                (int) Math.ceil(points.stream().mapToDouble(KeyPoint::x).max().orElseThrow());
        int bottom =
                (int) Math.ceil(points.stream().mapToDouble(KeyPoint::y).max().orElseThrow());
        LabelMap.Bounds box = new LabelMap.Bounds(left, top, right - left, bottom - top);
        ByteBuffer file = begin(POINTS, box, 12 * points.size());
        file.putShort(16, (short) points.size());
        file.putShort(50, (short) SUB_PIXEL);
        points.forEach(point -> file.putShort((short) (point.x() - left)));
        points.forEach(point -> file.putShort((short) (point.y() - top)));
        points.forEach(point -> file.putFloat((float) point.x()));
        points.forEach(point -> file.putFloat((float) point.y()));
        return end(file);
    }

    private ByteBuffer begin(int type, LabelMap.Bounds box, int coordinates) {
        ByteBuffer file = ByteBuffer.allocate(HEADER + coordinates + HEADER + 2 * name.length());
        file.put("Iout".getBytes(StandardCharsets.US_ASCII));
        file.putShort((short) VERSION);
        file.put(6, (byte) type);
        file.putShort(8, (short) box.y()).putShort(10, (short) box.x());
        file.putShort(12, (short) (box.y() + box.height())).putShort(14, (short) (box.x() + box.width()));
        file.putInt(40, 0xff000000 | color);
        file.putInt(56, place.isStack() && !place.isHyperstack() ? place.plane() : 0);
        file.putInt(60, HEADER + coordinates);
        return file.position(HEADER);
    }

    private byte[] end(ByteBuffer file) {
        int second = file.getInt(60);
        if (place.isHyperstack()) {
            file.putInt(second + 8, place.slice());
            file.putInt(second + 12, place.frame());
        }
        file.putInt(second + 16, second + HEADER);
        file.putInt(second + 20, name.length());
        file.position(second + HEADER);
        name.chars().forEach(c -> file.putShort((short) c));
        return file.array();
    }
}
