/** An exact training run, written as YAML: its words, what they mean, and whether they fit one another. */
package io.fovea.recipe;
