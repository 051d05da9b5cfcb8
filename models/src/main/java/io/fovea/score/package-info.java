/** How right a model's answers are, on examples with known truth; knows nothing of how the model was trained. */
package io.fovea.score;
