package io.fovea.task;

import io.fovea.ArrayLength;
import java.util.Arrays;

/** A queue of integers that is filled, then emptied in the same order. */
final class IntQueue {
    private int[] values = new int[64];
    private int head;
    private int tail;

    void add(int value) {
        if (tail == values.length) {
            makeRoom();
        }
        values[tail++] = value;
    }

    /** The next value; ask {@link #isEmpty} first. Memory is used again once all are taken. */
    int take() {
        int value = values[head++];
        if (head == tail) {
            head = 0;
            tail = 0;
        }
        return value;
    }

    private void makeRoom() {
        if (head >= values.length / 2) {
            System.arraycopy(values, head, values, 0, tail - head);
            tail -= head;
            head = 0;
        } else {
            values = Arrays.copyOf(values, ArrayLength.of(2, tail));
        }
    }

    boolean isEmpty() {
        return head == tail;
    }
}
