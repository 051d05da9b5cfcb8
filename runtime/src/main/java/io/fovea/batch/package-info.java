/** Folders of images: inputs, progress, failures, tables. */
package io.fovea.batch;
