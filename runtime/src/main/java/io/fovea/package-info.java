/** What every room shares: errors meant for users, files that are never half-written. */
package io.fovea;
