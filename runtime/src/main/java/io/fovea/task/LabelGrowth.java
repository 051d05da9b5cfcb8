package io.fovea.task;

/**
 * Grows labels into the pixels that are not background, all at once and at the same pace.
 *
 * <p>Dial's shortest paths: steps cost 5 along an edge and 7 across a corner, so that eight queues taken in turn hold
 * every front, and each pixel is settled once.
 */
final class LabelGrowth {
    private static final int STRAIGHT = 5;
    private static final int DIAGONAL = 7;
    private static final int QUEUES = 8;

    private final byte[] classes;
    private final int width;
    private final int height;

    LabelGrowth(byte[] classes, int width, int height) {
        this.classes = classes;
        this.width = width;
        this.height = height;
    }

    /** Grows the labels in place; pixels that no label reaches stay 0. */
    void grow(int[] labels) {
        // Pairs of a pixel and the neighbour whose label it would take.
        IntQueue[] queues = new IntQueue[QUEUES];
        for (int q = 0; q < QUEUES; q++) {
            queues[q] = new IntQueue();
        }
        int waiting = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != 0) {
                waiting += spread(i, labels, 0, queues);
            }
        }
        for (int distance = 1; waiting > 0; distance++) {
            IntQueue due = queues[distance % QUEUES];
            while (!due.isEmpty()) {
                int pixel = due.take();
                int from = due.take();
                waiting--;
                if (labels[pixel] == 0) {
                    labels[pixel] = labels[from];
                    waiting += spread(pixel, labels, distance, queues);
                }
            }
        }
    }

    /** Queues the neighbours that a settled pixel may pass its label to; says how many. */
    private int spread(int pixel, int[] labels, int distance, IntQueue[] queues) {
        int x = pixel % width;
        int y = pixel / width;
        int queued = 0;
        for (int dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy++) {
            for (int dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++) {
                int neighbour = pixel + dy * width + dx;
                if (labels[neighbour] == 0 && classes[neighbour] != TrimapInstances.BACKGROUND) {
                    IntQueue queue = queues[(distance + (dx == 0 || dy == 0 ? STRAIGHT : DIAGONAL)) % QUEUES];
                    queue.add(neighbour);
                    queue.add(pixel);
                    queued++;
                }
            }
        }
        return queued;
    }
}
