/** What is known of a foreign model, what would fail, and which preparation of images is the right one. */
package io.fovea.inspect;
