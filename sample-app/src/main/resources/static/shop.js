// Shows a flag change by itself: one reload for a burst of changes.
const changes = new EventSource('/flags/changes');
let pending;
changes.onmessage = () => {
	clearTimeout(pending);
	pending = setTimeout(() => location.reload(), 50);
};
addEventListener('beforeunload', () => changes.close());
