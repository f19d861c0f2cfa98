#include "lib/log/bookmarkfile.h"
#include "tests/fuzz/target.h"

#include <QFile>

namespace console::fuzz {

namespace {

QList<QByteArray> examples()
{
    return {
        R"({"version":1,"bookmarks":[{"message":7,"time":"2026-11-25T19:34:05.000001Z","note":"here"},)"
        R"({"message":8,"time":"2026-11-25T19:34:05.000001Z","same_time":1,"later":{"x":[1]}}],"y":true})",
        R"({"version":2,"bookmarks":[]})"};
}

void feed(const QByteArray &, const QString &file)
{
    const BookmarkFile found = BookmarkFile::read(file);
    demand(!found.isWritable == !found.problem.isEmpty(), "what is left alone is told");
    const QString copy = file + QLatin1StringView(".copy");
    demand(found.write(copy).isEmpty(), "what was read can be written");
    const BookmarkFile again = BookmarkFile::read(copy);
    demand(again.bookmarks == found.bookmarks && again.unknownKeys == found.unknownKeys,
        "what was written is read");
    QFile::remove(copy);
}

} // namespace

Target bookmarksTarget()
{
    return {"bookmarks", examples, feed, unchanged};
}

} // namespace console::fuzz
