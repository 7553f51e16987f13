/** The script of an exported page: what stands in for the editor, then the panel that ships, all of it in one. */
import './standIn';
import './main';
