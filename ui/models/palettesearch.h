#pragma once

#include "lib/log/segment.h"
#include "lib/log/stringtable.h"
#include "lib/rooms/roomdirectory.h"
#include "ui/models/paletteentry.h"
#include "ui/models/text.h"

namespace console {

/// Somebody who may be named by a word.
struct PastPerson
{
    QByteArray room;
    QByteArray id;
    QString name;
};

/// The rows of a session, all that their sentences are made of and whom they may be about, as they were at
/// some moment; for any thread.
struct PalettePast
{
    PalettePast(const MessageLog &log, const RoomDirectory &rooms); ///< GUI thread

    std::vector<SegmentSnapshot> segments;
    PersonNames names;
    std::vector<PastPerson> people;
    StringTable strings;
    qint64 today; ///< microseconds UTC
};

/// Which of the words name somebody: a bit each, of the first 64.
using WordBits = quint64;

/// What is looked for in the past; a value.
struct PastQuery
{
    /// Looks at everybody: for the pool.
    PastQuery(const QStringList &searched, const std::vector<PastPerson> &people);

    QStringList words;
    WordBits ids = 0; ///< words that are somebody's id: nobody means a longer one with them
    QHash<QByteArray, QList<WordBits>> named; ///< by room: of everybody there who is named by a word
};

enum class PastScope {
    Named, ///< only events of those whom the words name
    Everybody,
};

/// What was found in a stretch of the past.
struct PastPiece
{
    PastScope scope = PastScope::Everybody; ///< that was searched
    QList<PaletteEntry> found; ///< newest first
    size_t left = 0; ///< older segments, which are still to be searched
    bool isUnread = false; ///< some text could not be read from the recording
};

/// Searches sentences from the newest row on, piece by piece. Words may also be a person's id, which their
/// sentences do not say, and what was changed of everybody in a room was changed of those in it. In the pool,
/// in one thread at a time.
class PaletteSearch
{
public:
    static constexpr qsizetype offeredEvents = 3;
    static constexpr qint64 pieceTime = 100; ///< milliseconds, and what the last segment takes
    static constexpr qsizetype rememberedText = 8 << 20; ///< bytes

    PaletteSearch(std::shared_ptr<const PalettePast> past, const QStringList &words)
        : m_past(std::move(past)), m_words(words)
    {
    }

    /// @param scope  where the words name nobody, everybody's events are searched at once
    /// @param left  segments, from the oldest on, that are to be searched
    /// @param isVoid  nobody wants to know any more
    PastPiece run(PastScope scope, size_t left, const std::function<bool()> &isVoid);

private:
    struct NameFacts
    {
        EventType type;
        bool changesEverybody;
    };

    /// Whose id it was when the rows at hand came.
    struct Person
    {
        WordBits id = 0; ///< the words that name the id
        const NameHistory *names = nullptr; ///< null: never named
        const GivenName *name = nullptr; ///< null: not known
        WordBits words = 0; ///< that name the id or the person
    };

    void begin(PastScope scope);
    void remember(const GivenName *name, QByteArrayView unfit);
    void look(const SegmentSnapshot &segment, const std::function<bool()> &isVoid);
    bool isDone() const { return m_piece.found.size() >= offeredEvents; }
    bool isSought(MessageId id, const MessageRecord &row);
    bool isSpoken(const MessageRecord &row);
    QList<WordBits> namedBy(MessageId id, const MessageRecord &row);
    const Person &personOf(MessageId id, const MessageRecord &row);
    NameFacts factsOf(const MessageRecord &row);
    void judge(const SegmentSnapshot &segment, size_t row, const QByteArray &text);
    Sentence sentenceOfRow(const MessageRecord &row, const QString &person, QByteArrayView text) const;
    bool says(const Sentence &sentence, qsizetype word) const;
    bool fits(const Sentence &sentence, WordBits named) const;
    PaletteEntry entryOf(MessageId id, const MessageRecord &record, const Sentence &sentence);

    const std::shared_ptr<const PalettePast> m_past;
    const QStringList m_words;
    std::optional<PastQuery> m_query; ///< none: it has not run yet
    bool m_isAboutMoving = false;
    QHash<StringId, NameFacts> m_names;
    QHash<quint64, Person> m_people; ///< by room and participant
    /// Whole texts, as a hash could be forged, with the name they are told with: most say what others said
    /// before.
    QSet<std::pair<const GivenName *, QByteArray>> m_unfit;
    qsizetype m_unfitSize = 0; ///< bytes
    PastPiece m_piece;
};

} // namespace console
