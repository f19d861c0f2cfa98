#include "lib/log/bookmarks.h"
#include "lib/log/messagelog.h"
#include "tests/support/logwriter.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 muchMemory = 1'000'000'000;

/// A session's log with four messages, the second and third at the same time.
struct Log
{
    explicit Log(quint64 leftOut = 0)
    {
        for (quint64 message = 1; message <= 4; ++message) {
            if (message > leftOut)
                writer.event("e");
            if (message != 2)
                writer.advance(1'000'007);
        }
        writer.flush();
    }

    MessageLog log{muchMemory};
    LogWriter writer{&log};
};

} // namespace

class TestBookmarks : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aBookmarkIsSetAndTakenAway();
    void aNoteSetsItsBookmarkAndChanges();
    void aMessageThatIsNotThereHasNone();
    void oneWalksFromBookmarkToBookmark();
    void withoutARecordingNothingIsWrittenAndThatIsSaid();
    void eachGoesBesideTheRecordingThatHoldsItsMessage();
    void whereARecordingBeginsAmidTheSameTimeTheyAreFound();
    void whatNoRecordingHoldsIsSaid();
    void whatCameBehindTheEndLeavesTheFile();
    void whatWasSetBeforeGoesBesideTheRecording();
    void theyAreFoundAgainInTheRecording();
    void theyAreFoundThoughTheNumbersAreOthers();
    void theyAreFoundAsTheMessagesCome();
    void whoseMessageIsMissingStaysInTheFile();
    void whatOthersWroteSurvives();
    void aNewerVersionIsReadAndLeftAlone();
    void aForeignFileIsLeftAlone();
    void aFolderThatCannotBeWrittenIsSaidAndTheyStay();
    void theLastOneTakesTheFileAlong();
    void theFileIsTheUsersAlone();
    void aCopyOfTheRecordingGetsThemToo();

private:
    QString recording() const { return m_folder->filePath(u"a.mcap"_s); }
    QString second() const { return m_folder->filePath(u"b.mcap"_s); }
    /// Of all bookmarks beside a recording.
    static QStringList notes(const QString &recording)
    {
        QStringList notes;
        for (const Bookmark &bookmark : BookmarkFile::read(BookmarkFile::pathFor(recording)).bookmarks)
            notes.append(bookmark.note);
        return notes;
    }
    QString sidecar() const { return recording() + u".notes.json"_s; }
    QJsonObject content() const
    {
        QFile file(sidecar());
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                              : QJsonObject();
    }
    void put(const QByteArray &bytes) const
    {
        QFile file(sidecar());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    /// Notes on the second and third message, in the file.
    void keepTwo() const
    {
        Log session;
        Bookmarks bookmarks(&session.log);
        bookmarks.setRecording(recording());
        bookmarks.setNote(MessageId(2), u"two"_s);
        bookmarks.setNote(MessageId(3), u"three"_s);
        QTRY_COMPARE(content()["bookmarks"_L1].toArray().size(), 2);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestBookmarks::aBookmarkIsSetAndTakenAway()
{
    Log session;
    Bookmarks bookmarks(&session.log);
    const QSignalSpy changed(&bookmarks, &Bookmarks::changed);
    bookmarks.toggle(MessageId(2));
    QVERIFY(bookmarks.find(MessageId(2)));
    QCOMPARE(bookmarks.find(MessageId(2))->time, session.log.record(MessageId(2)).time);
    bookmarks.toggle(MessageId(2));
    QVERIFY(!bookmarks.find(MessageId(2)));
    QCOMPARE(changed.size(), 2);
}

void TestBookmarks::aNoteSetsItsBookmarkAndChanges()
{
    Log session;
    Bookmarks bookmarks(&session.log);
    const QSignalSpy changed(&bookmarks, &Bookmarks::changed);
    bookmarks.setNote(MessageId(2), u"here"_s);
    bookmarks.setNote(MessageId(2), u"here"_s);
    QCOMPARE(bookmarks.find(MessageId(2))->note, u"here"_s);
    bookmarks.setNote(MessageId(2), {});
    QVERIFY(bookmarks.find(MessageId(2)));
    QCOMPARE(changed.size(), 2);
}

void TestBookmarks::aMessageThatIsNotThereHasNone()
{
    Log session;
    Bookmarks bookmarks(&session.log);
    bookmarks.toggle(MessageId(5));
    bookmarks.setNote(MessageId(), u"nowhere"_s);
    QVERIFY(bookmarks.all().empty());
}

void TestBookmarks::oneWalksFromBookmarkToBookmark()
{
    Log session;
    Bookmarks bookmarks(&session.log);
    QCOMPARE(bookmarks.next(MessageId(2), +1), MessageId());
    QCOMPARE(bookmarks.next({}, -1), MessageId());
    bookmarks.toggle(MessageId(4));
    bookmarks.toggle(MessageId(2));
    QCOMPARE(bookmarks.next(MessageId(2), +1), MessageId(4));
    QCOMPARE(bookmarks.next(MessageId(3), -1), MessageId(2));
    QCOMPARE(bookmarks.next(MessageId(2), -1), MessageId());
    QCOMPARE(bookmarks.next(MessageId(4), +1), MessageId());
    QCOMPARE(bookmarks.next({}, +1), MessageId(2));
    QCOMPARE(bookmarks.next({}, -1), MessageId(4));
}

void TestBookmarks::withoutARecordingNothingIsWrittenAndThatIsSaid()
{
    Log session;
    {
        Bookmarks bookmarks(&session.log);
        bookmarks.toggle(MessageId(2));
        QVERIFY2(
            bookmarks.problem().startsWith(u"Message 2 is in no recording"), qPrintable(bookmarks.problem()));
        bookmarks.toggle(MessageId(2));
        QCOMPARE(bookmarks.problem(), QString());
        bookmarks.toggle(MessageId(2));
    }
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void TestBookmarks::eachGoesBesideTheRecordingThatHoldsItsMessage()
{
    Log session;
    Bookmarks bookmarks(&session.log);
    bookmarks.setRecording(recording());
    bookmarks.endRecording(recording(), MessageId(4));
    bookmarks.setRecording(second(), MessageId(4));
    bookmarks.setNote(MessageId(1), u"before"_s);
    bookmarks.setNote(MessageId(4), u"after"_s);
    QTRY_COMPARE(notes(recording()), QStringList{u"before"_s});
    QTRY_COMPARE(notes(second()), QStringList{u"after"_s});
    QCOMPARE(bookmarks.problem(), QString());
    bookmarks.toggle(MessageId(1));
    QTRY_VERIFY(notes(recording()).isEmpty());
    QCOMPARE(notes(second()), QStringList{u"after"_s});
}

void TestBookmarks::whereARecordingBeginsAmidTheSameTimeTheyAreFound()
{
    Log session;
    {
        Bookmarks bookmarks(&session.log);
        bookmarks.setRecording(second(), MessageId(3));
        bookmarks.setNote(MessageId(3), u"three"_s);
        QTRY_COMPARE(notes(second()), QStringList{u"three"_s});
    }
    Log opened(2); // what the recording holds
    Bookmarks bookmarks(&opened.log);
    bookmarks.setRecording(second());
    QTRY_VERIFY(bookmarks.find(MessageId(1)));
    QCOMPARE(bookmarks.find(MessageId(1))->note, u"three"_s);
}

void TestBookmarks::whatNoRecordingHoldsIsSaid()
{
    Log session;
    Bookmarks bookmarks(&session.log);
    const QSignalSpy said(&bookmarks, &Bookmarks::problemChanged);
    bookmarks.setRecording(recording(), MessageId(3));
    bookmarks.toggle(MessageId(3));
    QCOMPARE(said.size(), 0);
    bookmarks.toggle(MessageId(1));
    QVERIFY2(
        bookmarks.problem().startsWith(u"Message 1 is in no recording"), qPrintable(bookmarks.problem()));
    bookmarks.toggle(MessageId(2));
    QVERIFY2(bookmarks.problem().startsWith(u"2 bookmarks"), qPrintable(bookmarks.problem()));
    QCOMPARE(said.size(), 2);
    QTRY_COMPARE(notes(recording()), QStringList{QString()});
}

void TestBookmarks::whatCameBehindTheEndLeavesTheFile()
{
    Log session;
    Bookmarks bookmarks(&session.log);
    bookmarks.setRecording(recording());
    bookmarks.setNote(MessageId(1), u"one"_s);
    bookmarks.setNote(MessageId(4), u"four"_s);
    QTRY_COMPARE(notes(recording()), QStringList({u"one"_s, u"four"_s}));
    bookmarks.endRecording(recording(), MessageId(4)); // as the disk says later
    QVERIFY(bookmarks.problem().startsWith(u"Message 4 is in no recording"));
    QTRY_COMPARE(notes(recording()), QStringList{u"one"_s});
}

void TestBookmarks::whatWasSetBeforeGoesBesideTheRecording()
{
    Log session;
    Bookmarks bookmarks(&session.log);
    bookmarks.setNote(MessageId(3), u"before"_s);
    bookmarks.setRecording(recording());
    QTRY_COMPARE(content()["bookmarks"_L1][0]["note"_L1].toString(), u"before"_s);
    const QJsonValue entry = content()["bookmarks"_L1][0];
    QCOMPARE(entry["message"_L1].toInteger(), 3);
    QCOMPARE(entry["same_time"_L1].toInteger(), 1);
    QVERIFY(entry["time"_L1].toString().endsWith(u".000007Z"));
    QCOMPARE(content()["version"_L1].toInt(), 1);
}

void TestBookmarks::theyAreFoundAgainInTheRecording()
{
    keepTwo();
    Log opened;
    Bookmarks bookmarks(&opened.log);
    bookmarks.setRecording(recording());
    QTRY_COMPARE(bookmarks.all().size(), 2u);
    QCOMPARE(bookmarks.find(MessageId(2))->note, u"two"_s);
    QCOMPARE(bookmarks.find(MessageId(3))->note, u"three"_s);
}

void TestBookmarks::theyAreFoundThoughTheNumbersAreOthers()
{
    keepTwo();
    Log opened(1); // the first message is missing
    Bookmarks bookmarks(&opened.log);
    bookmarks.setRecording(recording());
    QTRY_COMPARE(bookmarks.all().size(), 2u);
    QCOMPARE(bookmarks.find(MessageId(1))->note, u"two"_s);
    QCOMPARE(bookmarks.find(MessageId(2))->note, u"three"_s);
}

void TestBookmarks::theyAreFoundAsTheMessagesCome()
{
    keepTwo();
    MessageLog log(muchMemory);
    LogWriter writer(&log);
    Bookmarks bookmarks(&log);
    const QSignalSpy changed(&bookmarks, &Bookmarks::changed);
    bookmarks.setRecording(recording());
    bookmarks.setNote(MessageId(1), {}); // nothing is there yet
    writer.event("e");
    writer.flush();
    writer.advance(1'000'007);
    writer.event("e");
    writer.flush();
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(bookmarks.find(MessageId(2)));
    writer.event("e"); // at the same time
    writer.flush();
    QCOMPARE(changed.size(), 2);
    QCOMPARE(bookmarks.find(MessageId(3))->note, u"three"_s);
}

void TestBookmarks::whoseMessageIsMissingStaysInTheFile()
{
    keepTwo();
    Log opened(3);
    Bookmarks bookmarks(&opened.log);
    bookmarks.setRecording(recording());
    bookmarks.toggle(MessageId(1));
    QTRY_COMPARE(content()["bookmarks"_L1].toArray().size(), 3);
    QCOMPARE(bookmarks.all().size(), 1u);
    QCOMPARE(content()["bookmarks"_L1][1]["note"_L1].toString(), u"three"_s);
}

void TestBookmarks::whatOthersWroteSurvives()
{
    put(R"({"version":1,"tool":"x","bookmarks":[
        {"time":"2026-11-18T10:40:01.000007Z","same_time":0,"colour":"red"},{"no":"time"}]})");
    Log session;
    Bookmarks bookmarks(&session.log);
    bookmarks.setRecording(recording());
    bookmarks.toggle(MessageId(1));
    QTRY_COMPARE(content()["bookmarks"_L1].toArray().size(), 2);
    QCOMPARE(content()["tool"_L1].toString(), u"x"_s);
    const QJsonArray entries = content()["bookmarks"_L1].toArray();
    QVERIFY(entries[0]["colour"_L1] == u"red"_s || entries[1]["colour"_L1] == u"red"_s);
}

void TestBookmarks::aNewerVersionIsReadAndLeftAlone()
{
    keepTwo();
    QJsonObject newer = content();
    newer["version"_L1] = 2;
    const QByteArray bytes = QJsonDocument(newer).toJson();
    put(bytes);
    Log session;
    {
        Bookmarks bookmarks(&session.log);
        bookmarks.setRecording(recording());
        QTRY_VERIFY2(bookmarks.problem().contains(u"newer version"), qPrintable(bookmarks.problem()));
        QCOMPARE(bookmarks.all().size(), 2u);
        bookmarks.toggle(MessageId(1));
        QCOMPARE(bookmarks.all().size(), 3u);
    }
    QCOMPARE(QJsonDocument(content()).toJson(), bytes);
}

void TestBookmarks::aForeignFileIsLeftAlone()
{
    for (const QByteArray bytes : {"", "[]", "{\"bookmarks\":[]}", "my notes"}) {
        put(bytes);
        Log session;
        {
            Bookmarks bookmarks(&session.log);
            bookmarks.toggle(MessageId(1));
            bookmarks.setRecording(recording());
            QTRY_VERIFY2(bookmarks.problem().contains(u"left alone"), qPrintable(bookmarks.problem()));
            bookmarks.toggle(MessageId(2));
        }
        QFile file(sidecar());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), bytes);
    }
}

void TestBookmarks::aFolderThatCannotBeWrittenIsSaidAndTheyStay()
{
    Log session;
    Bookmarks bookmarks(&session.log);
    bookmarks.toggle(MessageId(1));
    bookmarks.setRecording(u"/proc/a.mcap"_s);
    QTRY_VERIFY2(bookmarks.problem().contains(u"cannot be saved in “/proc/a.mcap.notes.json”"),
        qPrintable(bookmarks.problem()));
    QVERIFY(bookmarks.find(MessageId(1)));
    bookmarks.endRecording(u"/proc/a.mcap"_s, MessageId(2));
    bookmarks.setRecording(recording(), MessageId(2));
    bookmarks.toggle(MessageId(3));
    QTRY_COMPARE(content()["bookmarks"_L1].toArray().size(), 1);
    QVERIFY(bookmarks.problem().contains(u"/proc/a.mcap.notes.json")); // still so
}

void TestBookmarks::theLastOneTakesTheFileAlong()
{
    keepTwo();
    Log opened;
    {
        Bookmarks bookmarks(&opened.log);
        bookmarks.setRecording(recording());
        QTRY_COMPARE(bookmarks.all().size(), 2u);
        bookmarks.toggle(MessageId(2));
        bookmarks.toggle(MessageId(3));
    } // what was changed is on the disk
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void TestBookmarks::theFileIsTheUsersAlone()
{
    keepTwo();
    QCOMPARE(QFile::permissions(sidecar())
            & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
        QFile::Permissions());
}

void TestBookmarks::aCopyOfTheRecordingGetsThemToo()
{
    keepTwo();
    const QString copy = m_folder->filePath(u"copy.mcap"_s);
    QCOMPARE(BookmarkFile::copy(recording(), copy), QString());
    QVERIFY(
        BookmarkFile::read(BookmarkFile::pathFor(copy)).bookmarks == BookmarkFile::read(sidecar()).bookmarks);
    QVERIFY(BookmarkFile::copy(recording(), u"/proc/copy.mcap"_s).contains(u"/proc/copy.mcap"));
    QCOMPARE(BookmarkFile::copy(m_folder->filePath(u"other.mcap"_s), copy), QString()); // over it
    QVERIFY(!QFile::exists(BookmarkFile::pathFor(copy)));
}

QTEST_GUILESS_MAIN(TestBookmarks)
#include "tst_bookmarks.moc"
