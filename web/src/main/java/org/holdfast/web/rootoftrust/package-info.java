/** The HSM page and its REST resource: Initialize, Set Credential, Reverse Migrate. */
@NullMarked
package org.holdfast.web.rootoftrust;

import org.jspecify.annotations.NullMarked;
