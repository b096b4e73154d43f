import { Composition, Folder, getRemotionEnvironment } from 'remotion';
import { reevaluateComposition, watchPublicFolder } from '@remotion/studio';
import { useEffect, type FC, type ReactNode } from 'react';
import { filmComposition, sceneComposition } from './compositions';
import { filmMetadata, sceneMetadata } from './metadata';
import { editorOf, filmPropsSchema, untouched } from './props';
import { chaptersOf } from './chapters';
import type { ExperimentOutline } from '../stage/outline';
import type { Scene } from '../stage/scene';

/** Folders may hold letters, digits and hyphens only. */
const folderName = (title: string): string => title.replaceAll(/[^\p{L}\d]+/gu, '-').replaceAll(/^-|-$/g, '');

/** After a training Studio shows the new run without a restart. */
function useFreshStore(): void {
  useEffect(() => {
    if (!getRemotionEnvironment().isStudio) return;
    const { cancel } = watchPublicFolder(() => reevaluateComposition());
    return cancel;
  }, []);
}

/**
 * Registers the film and, in a folder for each chapter, every scene as a composition of its own.
 * @param experiments what Studio offers where a scene can show one or another
 */
export function rootOf(scenes: readonly Scene[], experiments: readonly ExperimentOutline[] = []): FC {
  const Film = filmComposition(scenes);
  const calculateFilm = filmMetadata(scenes);
  const chapters = chaptersOf(scenes).map(({ title, scenes: members }) => ({
    folder: folderName(title),
    members: members.map((scene) => ({
      scene,
      component: sceneComposition(scene),
      calculate: sceneMetadata(scene),
      editor: editorOf(scene, experiments),
    })),
  }));
  return function Root(): ReactNode {
    useFreshStore();
    return (
      <>
        <Composition
          id="film"
          component={Film}
          schema={filmPropsSchema}
          calculateMetadata={calculateFilm}
          defaultProps={{ ...untouched, scenes: null }}
        />
        {chapters.map(({ folder, members }) => (
          <Folder key={folder} name={folder}>
            {members.map(({ scene, component, calculate, editor }) => (
              <Composition
                key={scene.id}
                id={scene.id}
                component={component}
                schema={editor.schema}
                calculateMetadata={calculate}
                defaultProps={editor.defaults}
              />
            ))}
          </Folder>
        ))}
      </>
    );
  };
}
