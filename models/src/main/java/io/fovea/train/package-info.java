/** A recipe on its way to a model: data looked at, network built or put on a base, trained, measured, written. */
package io.fovea.train;
