package io.fovea.train;

/**
 * Which examples are held out.
 *
 * @param seed of the shuffle
 * @param validation share that chooses the best weights, below 1; or from 1 a number of examples
 * @param test share or number that measures; 0 where the data has a test set
 * @param balanced whether every class gives the same share; for data in a folder per class
 */
public record SplitSpec(long seed, double validation, double test, boolean balanced) {}
