/** Learning that is linear in its features: classes by softmax regression, parts by non-negative factors. */
package io.fovea.linear;
