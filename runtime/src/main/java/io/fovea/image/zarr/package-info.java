/** OME-Zarr 0.1 to 0.5, in Zarr of formats 2 and 3: read chunk by chunk, and written for labels and probabilities. */
package io.fovea.image.zarr;
