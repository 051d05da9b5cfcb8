/** The architectures, one class each. */
package io.fovea.zoo;
