package io.fovea.task;

/** Connected regions of one class, pixels touching by an edge. */
final class Components {
    private Components() {}

    /**
     * Numbers the regions 1..n in the order of their first pixel.
     *
     * @param labels zeros; receives the numbers
     * @return n
     */
    static int label(byte[] classes, byte wanted, int width, int height, int[] labels) {
        IntQueue front = new IntQueue();
        int count = 0;
        for (int start = 0; start < classes.length; start++) {
            if (classes[start] != wanted || labels[start] != 0) {
                continue;
            }
            labels[start] = ++count;
            front.add(start);
            while (!front.isEmpty()) {
                int i = front.take();
                int x = i % width;
                if (x > 0) {
                    visit(i - 1, classes, wanted, labels, count, front);
                }
                if (x < width - 1) {
                    visit(i + 1, classes, wanted, labels, count, front);
                }
                if (i >= width) {
                    visit(i - width, classes, wanted, labels, count, front);
                }
                if (i < classes.length - width) {
                    visit(i + width, classes, wanted, labels, count, front);
                }
            }
        }
        return count;
    }

    private static void visit(int i, byte[] classes, byte wanted, int[] labels, int label, IntQueue front) {
        if (classes[i] == wanted && labels[i] == 0) {
            labels[i] = label;
            front.add(i);
        }
    }
}
