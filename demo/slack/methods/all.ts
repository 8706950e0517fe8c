import * as chat from './chat.ts';
import * as conversations from './conversations.ts';
import { openIdUserInfo } from '../openid.ts';
import { completeUpload, getUploadUrl } from './files.ts';
import type { Method } from './method.ts';
import { authTest, teamInfo, teamsList, usersInfo, usersList } from './people.ts';
import { assistantThread, openView, publishView, revoke, updateView } from './views.ts';

/** The Web API, by method name. */
export const methods: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'auth.revoke': revoke,
  'auth.teams.list': teamsList,
  'assistant.threads.setStatus': assistantThread,
  'assistant.threads.setSuggestedPrompts': assistantThread,
  'assistant.threads.setTitle': assistantThread,
  'chat.delete': chat.remove,
  'chat.getPermalink': chat.getPermalink,
  'chat.postEphemeral': chat.postEphemeral,
  'chat.postMessage': chat.postMessage,
  'chat.update': chat.update,
  'conversations.history': conversations.history,
  'conversations.info': conversations.info,
  'conversations.list': conversations.list,
  'conversations.members': conversations.members,
  'conversations.open': conversations.open,
  'conversations.replies': conversations.replies,
  'files.completeUploadExternal': completeUpload,
  'files.getUploadURLExternal': getUploadUrl,
  'openid.connect.userInfo': { scopes: ['openid'], run: openIdUserInfo },
  'team.info': teamInfo,
  'users.conversations': conversations.joined,
  'users.info': usersInfo,
  'users.list': usersList,
  'views.open': openView,
  'views.publish': publishView,
  'views.update': updateView,
};
