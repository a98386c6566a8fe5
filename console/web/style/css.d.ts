/** The bundler adds each imported style sheet to the page's own. */
declare module '*.css';
