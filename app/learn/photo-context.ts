import { createContext, useContext } from 'react'
import type { LearnPerson } from '#modules/learning/shared.ts'
import type { PhotoAddresses } from './photos.ts'

/** The photographs that lie on this device. */
export const PhotoContext = createContext<PhotoAddresses>(new Map())

/** Somebody's photograph, once it lies on this device. */
export function usePhoto({ photo }: Pick<LearnPerson, 'photo'>): string | undefined {
  const addresses = useContext(PhotoContext)
  return photo ? addresses.get(photo.id) : undefined
}
