/** What pages on trainings are made of: curves, matrices, lengths of time, fingerprints. Knows nothing of training. */
package io.fovea.report;
