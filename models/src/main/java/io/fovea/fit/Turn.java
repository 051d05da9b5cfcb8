package io.fovea.fit;

/**
 * When a batch comes.
 *
 * @param epoch from 1
 * @param step of the epoch, from 1
 */
record Turn(int epoch, int step) {}
