/** A training without a recipe: looks at data, chooses how to train on it, and writes down what it chose and why. */
package io.fovea.plan;
