/** What a network sees: activations, the patterns that excite its filters, and single filters by hand. */
package io.fovea.explore;
