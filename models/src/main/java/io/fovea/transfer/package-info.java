/** Networks that stand on those of others: bases, the heads that are put on them, and what of them is trained. */
package io.fovea.transfer;
