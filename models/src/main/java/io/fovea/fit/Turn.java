package io.fovea.fit;

/**
 * When a batch comes.
 *
 * @param epoch from 1
 * @param step of the epoch, from 1
 * @param isLast whether the epoch has no further one
 */
record Turn(int epoch, int step, boolean isLast) {}
