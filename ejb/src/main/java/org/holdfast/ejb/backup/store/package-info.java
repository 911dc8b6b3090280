/** Where backups lie: folders of this machine, and of SSH servers. */
@NullMarked
package org.holdfast.ejb.backup.store;

import org.jspecify.annotations.NullMarked;
