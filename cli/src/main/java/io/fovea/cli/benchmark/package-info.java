/** Fovea measured against the bare libraries under it, side by side in one run. */
package io.fovea.cli.benchmark;
